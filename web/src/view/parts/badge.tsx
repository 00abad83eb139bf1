import './badge.css';

/** A count; 100 stands for 100 or more. */
export function Badge(props: { count: number; label: string; look?: 'mention' | 'quiet' }) {
  return (
    <span class="badge numbers" data-look={props.look ?? 'quiet'}>
      <span aria-hidden="true">{props.count >= 100 ? '99+' : props.count}</span>
      <span class="unseen">{props.label}</span>
    </span>
  );
}
